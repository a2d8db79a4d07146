"""The office: batches that can be undone, planned phases and contacts, calls and papers, ways in by ticket."""

import sqlalchemy as sa
from alembic import op

from siteops.core.plain import plain

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("show", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("function", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_show"), ["show"], unique=False)

    op.create_table(
        "origin",
        sa.Column("show", sa.String(length=40), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("line", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("show", "head", "seq", name=op.f("pk_origin")),
    )
    op.create_table(
        "phase",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("show", sa.String(length=40), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("starts", sa.DateTime(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase")),
        sa.UniqueConstraint("show", "phase", name=op.f("uq_phase_show_phase")),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("shape", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("wishes", sa.String(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("shape", name=op.f("uq_source_shape")),
    )
    op.create_table(
        "call",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("show", sa.String(length=40), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("starts", sa.DateTime(), nullable=True),
        sa.Column("ends", sa.DateTime(), nullable=True),
        sa.Column("function", sa.String(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_call_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
    )
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_call_person"), ["person"], unique=False)
        batch_op.create_index(batch_op.f("ix_call_show"), ["show"], unique=False)

    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("written", sa.String(), nullable=False),
        sa.Column("doubtful", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_certificate_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_person"), ["person"], unique=False)

    op.create_table(
        "image",
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("table", sa.String(length=20), nullable=False),
        sa.Column("row", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("left", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["batch"], ["batch.id"], name=op.f("fk_image_batch")),
        sa.PrimaryKeyConstraint("batch", "table", "row", name=op.f("pk_image")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ticket",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("expires", sa.DateTime(), nullable=False),
        sa.Column("used", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_ticket_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
        sa.UniqueConstraint("token", name=op.f("uq_ticket_token")),
    )
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ticket_person"), ["person"], unique=False)

    with op.batch_alter_table("batch", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=20), nullable=False, server_default="gear"))
        batch_op.add_column(sa.Column("undone", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("undone_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("unfinished", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("gone", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("code", schema=None) as batch_op:
        batch_op.add_column(sa.Column("said", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("blank", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("grant", schema=None) as batch_op:
        batch_op.add_column(sa.Column("remark", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("invitation", sa.Integer(), nullable=True))

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("photo", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("erased", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("folded", sa.String(), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_person_folded"), ["folded"], unique=False)
    fold_names()

    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.add_column(sa.Column("note", sa.String(), nullable=False, server_default=""))

    with op.batch_alter_table("show", schema=None) as batch_op:
        batch_op.add_column(sa.Column("client", sa.String(), nullable=False, server_default=""))


def fold_names() -> None:
    """Fill in names as lists search them."""
    person = sa.table("person", sa.column("id", sa.Integer()), sa.column("name"), sa.column("folded"))
    connection = op.get_bind()
    for id, name in connection.execute(sa.select(person.c.id, person.c.name)).all():
        connection.execute(person.update().where(person.c.id == id).values(folded=plain(name)))


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("show", schema=None) as batch_op:
        batch_op.drop_column("client")

    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_column("note")

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_folded"))
        batch_op.drop_column("folded")
        batch_op.drop_column("erased")
        batch_op.drop_column("photo")

    with op.batch_alter_table("grant", schema=None) as batch_op:
        batch_op.drop_column("invitation")
        batch_op.drop_column("remark")

    with op.batch_alter_table("code", schema=None) as batch_op:
        batch_op.drop_column("blank")
        batch_op.drop_column("said")

    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_column("gone")

    with op.batch_alter_table("batch", schema=None) as batch_op:
        batch_op.drop_column("unfinished")
        batch_op.drop_column("undone_by")
        batch_op.drop_column("undone")
        batch_op.drop_column("kind")

    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ticket_person"))

    op.drop_table("ticket")
    op.drop_table("image")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certificate_person"))

    op.drop_table("certificate")
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_call_show"))
        batch_op.drop_index(batch_op.f("ix_call_person"))

    op.drop_table("call")
    op.drop_table("source")
    op.drop_table("phase")
    op.drop_table("origin")
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_show"))

    op.drop_table("contact")
