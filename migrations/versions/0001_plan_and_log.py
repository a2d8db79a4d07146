"""Plan and log: every table as of the first release."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "batch",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("show", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("problems", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
    )

    with op.batch_alter_table("batch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_batch_show"), ["show"], unique=False)

    op.create_table(
        "code",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("show", sa.String(length=40), nullable=True),
        sa.Column("hashed", sa.String(), nullable=True),
        sa.Column("printed", sa.DateTime(), nullable=True),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code")),
        sa.UniqueConstraint("code", name=op.f("uq_code_code")),
        sa.UniqueConstraint("hashed", name=op.f("uq_code_hashed")),
    )

    with op.batch_alter_table("code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_code_show"), ["show"], unique=False)
        batch_op.create_index(batch_op.f("ix_code_subject"), ["subject"], unique=False)

    op.create_table(
        "head",
        sa.Column("show", sa.String(length=40), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("show", name=op.f("pk_head")),
    )
    op.create_table(
        "held",
        sa.Column("show", sa.String(length=40), nullable=False),
        sa.Column("entry", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("show", "entry", name=op.f("pk_held")),
    )

    with op.batch_alter_table("held", schema=None) as batch_op:
        batch_op.create_index("ix_held_rev", ["show", "rev"], unique=False)

    op.create_table(
        "log",
        sa.Column("show", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=64), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.Column("role", sa.Integer(), nullable=False),
        sa.Column("flags", sa.String(length=200), nullable=False),
        sa.Column("line", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("show", "seq", name=op.f("pk_log")),
        sa.UniqueConstraint("show", "id", name=op.f("uq_log_show_id")),
    )

    with op.batch_alter_table("log", schema=None) as batch_op:
        batch_op.create_index("ix_log_device", ["show", "device", "n"], unique=False)
        batch_op.create_index("ix_log_subject", ["show", "subject", "at", "device", "n"], unique=False)

    op.create_table(
        "owner",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_owner")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=True),
        sa.Column("admin", sa.Boolean(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "phone",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("show", sa.String(length=40), nullable=False),
        sa.Column("device", sa.String(length=64), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("seen", sa.DateTime(), nullable=False),
        sa.Column("queued", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone")),
        sa.UniqueConstraint("show", "device", name=op.f("uq_phone_show_device")),
    )
    op.create_table(
        "private",
        sa.Column("show", sa.String(length=40), nullable=False),
        sa.Column("entry", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("show", "entry", name=op.f("pk_private")),
    )

    with op.batch_alter_table("private", schema=None) as batch_op:
        batch_op.create_index("ix_private_rev", ["show", "rev"], unique=False)

    op.create_table(
        "quarantine",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("show", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("entry", sa.String(length=64), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("device", sa.String(length=64), nullable=False),
        sa.Column("uploaded_by", sa.Integer(), nullable=False),
        sa.Column("received", sa.String(length=24), nullable=False),
        sa.Column("settled", sa.String(length=24), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantine")),
        sa.UniqueConstraint("show", "sha256", name=op.f("uq_quarantine_show_sha256")),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    op.create_table(
        "show",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("control_phone", sa.String(), nullable=False),
        sa.Column("medic_phone", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_show")),
    )
    op.create_table(
        "case",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("weight", sa.Double(), nullable=True),
        sa.Column("length", sa.Double(), nullable=True),
        sa.Column("width", sa.Double(), nullable=True),
        sa.Column("height", sa.Double(), nullable=True),
        sa.Column("owner", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["owner"], ["owner.id"], name=op.f("fk_case_owner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("folded", name=op.f("uq_case_folded")),
    )

    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_owner"), ["owner"], unique=False)

    op.create_table(
        "device_key",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=64), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("sign_in", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("revoked", sa.DateTime(), nullable=True),
        sa.Column("switched_off", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_device_key_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device_key")),
        sa.UniqueConstraint("key", name=op.f("uq_device_key_key")),
    )

    with op.batch_alter_table("device_key", schema=None) as batch_op:
        batch_op.create_index("ix_device_key_device_person", ["device", "person"], unique=False)
        batch_op.create_index(batch_op.f("ix_device_key_person"), ["person"], unique=False)
        batch_op.create_index(batch_op.f("ix_device_key_sign_in"), ["sign_in"], unique=False)

    op.create_table(
        "grant",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("show", sa.String(length=40), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("role", sa.Integer(), nullable=False),
        sa.Column("function", sa.String(), nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("call", sa.DateTime(), nullable=True),
        sa.Column("revoked", sa.DateTime(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_grant_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant")),
        sa.UniqueConstraint("show", "person", name=op.f("uq_grant_show_person")),
    )

    with op.batch_alter_table("grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grant_person"), ["person"], unique=False)
        batch_op.create_index("ix_grant_show_rev", ["show", "rev"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("show", sa.String(length=40), nullable=False),
        sa.Column("role", sa.Integer(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("expires", sa.DateTime(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("function", sa.String(), nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("used", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_invitation_by")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_invitation_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token", name=op.f("uq_invitation_token")),
    )

    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_by"), ["by"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitation_person"), ["person"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitation_show"), ["show"], unique=False)

    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("show", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("dock", sa.Integer(), nullable=True),
        sa.Column("owner", sa.Integer(), nullable=True),
        sa.Column("due", sa.DateTime(), nullable=True),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dock"], ["place.id"], name=op.f("fk_place_dock")),
        sa.ForeignKeyConstraint(["owner"], ["owner.id"], name=op.f("fk_place_owner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
    )

    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_dock"), ["dock"], unique=False)
        batch_op.create_index(batch_op.f("ix_place_owner"), ["owner"], unique=False)
        batch_op.create_index(batch_op.f("ix_place_show"), ["show"], unique=False)

    op.create_table(
        "sign_in",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("seen", sa.DateTime(), nullable=False),
        sa.Column("expires", sa.DateTime(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("revoked", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_sign_in_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
    )

    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_person"), ["person"], unique=False)

    op.create_table(
        "item",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("case", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("serial", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["case.id"], name=op.f("fk_item_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item")),
    )

    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_item_case"), ["case"], unique=False)

    op.create_table(
        "line",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("show", sa.String(length=40), nullable=False),
        sa.Column("case", sa.Integer(), nullable=False),
        sa.Column("truck", sa.Integer(), nullable=True),
        sa.Column("dock", sa.Integer(), nullable=True),
        sa.Column("zone", sa.Integer(), nullable=True),
        sa.Column("sort", sa.Integer(), nullable=True),
        sa.Column("inside", sa.Integer(), nullable=True),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["case.id"], name=op.f("fk_line_case")),
        sa.ForeignKeyConstraint(["dock"], ["place.id"], name=op.f("fk_line_dock")),
        sa.ForeignKeyConstraint(["inside"], ["case.id"], name=op.f("fk_line_inside")),
        sa.ForeignKeyConstraint(["truck"], ["place.id"], name=op.f("fk_line_truck")),
        sa.ForeignKeyConstraint(["zone"], ["place.id"], name=op.f("fk_line_zone")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line")),
        sa.UniqueConstraint("show", "case", name=op.f("uq_line_show_case")),
    )

    with op.batch_alter_table("line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_line_case"), ["case"], unique=False)
        batch_op.create_index(batch_op.f("ix_line_dock"), ["dock"], unique=False)
        batch_op.create_index(batch_op.f("ix_line_inside"), ["inside"], unique=False)
        batch_op.create_index("ix_line_show_rev", ["show", "rev"], unique=False)
        batch_op.create_index(batch_op.f("ix_line_truck"), ["truck"], unique=False)
        batch_op.create_index(batch_op.f("ix_line_zone"), ["zone"], unique=False)

    op.create_table(
        "list",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("show", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("truck", sa.Integer(), nullable=True),
        sa.Column("zone", sa.Integer(), nullable=True),
        sa.Column("leg", sa.String(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["truck"], ["place.id"], name=op.f("fk_list_truck")),
        sa.ForeignKeyConstraint(["zone"], ["place.id"], name=op.f("fk_list_zone")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list")),
    )

    with op.batch_alter_table("list", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_list_show"), ["show"], unique=False)
        batch_op.create_index(batch_op.f("ix_list_truck"), ["truck"], unique=False)
        batch_op.create_index(batch_op.f("ix_list_zone"), ["zone"], unique=False)

    op.create_table(
        "slot",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("show", sa.String(length=40), nullable=False),
        sa.Column("dock", sa.Integer(), nullable=False),
        sa.Column("truck", sa.Integer(), nullable=True),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("starts", sa.DateTime(), nullable=False),
        sa.Column("ends", sa.DateTime(), nullable=False),
        sa.Column("vendor", sa.String(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dock"], ["place.id"], name=op.f("fk_slot_dock")),
        sa.ForeignKeyConstraint(["truck"], ["place.id"], name=op.f("fk_slot_truck")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot")),
    )

    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_slot_dock"), ["dock"], unique=False)
        batch_op.create_index(batch_op.f("ix_slot_show"), ["show"], unique=False)
        batch_op.create_index(batch_op.f("ix_slot_truck"), ["truck"], unique=False)

    op.create_table(
        "step",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("show", sa.String(length=40), nullable=False),
        sa.Column("list", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("safety", sa.Boolean(), nullable=False),
        sa.Column("photo", sa.Boolean(), nullable=False),
        sa.Column("auto", sa.String(), nullable=True),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["list"], ["list.id"], name=op.f("fk_step_list")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
    )

    with op.batch_alter_table("step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_step_list"), ["list"], unique=False)
        batch_op.create_index(batch_op.f("ix_step_show"), ["show"], unique=False)


def downgrade() -> None:
    """Go back."""

    with op.batch_alter_table("step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_step_show"))
        batch_op.drop_index(batch_op.f("ix_step_list"))

    op.drop_table("step")

    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_slot_truck"))
        batch_op.drop_index(batch_op.f("ix_slot_show"))
        batch_op.drop_index(batch_op.f("ix_slot_dock"))

    op.drop_table("slot")

    with op.batch_alter_table("list", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_list_zone"))
        batch_op.drop_index(batch_op.f("ix_list_truck"))
        batch_op.drop_index(batch_op.f("ix_list_show"))

    op.drop_table("list")

    with op.batch_alter_table("line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_line_zone"))
        batch_op.drop_index(batch_op.f("ix_line_truck"))
        batch_op.drop_index("ix_line_show_rev")
        batch_op.drop_index(batch_op.f("ix_line_inside"))
        batch_op.drop_index(batch_op.f("ix_line_dock"))
        batch_op.drop_index(batch_op.f("ix_line_case"))

    op.drop_table("line")

    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_item_case"))

    op.drop_table("item")

    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_person"))

    op.drop_table("sign_in")

    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_show"))
        batch_op.drop_index(batch_op.f("ix_place_owner"))
        batch_op.drop_index(batch_op.f("ix_place_dock"))

    op.drop_table("place")

    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_show"))
        batch_op.drop_index(batch_op.f("ix_invitation_person"))
        batch_op.drop_index(batch_op.f("ix_invitation_by"))

    op.drop_table("invitation")

    with op.batch_alter_table("grant", schema=None) as batch_op:
        batch_op.drop_index("ix_grant_show_rev")
        batch_op.drop_index(batch_op.f("ix_grant_person"))

    op.drop_table("grant")

    with op.batch_alter_table("device_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_device_key_sign_in"))
        batch_op.drop_index(batch_op.f("ix_device_key_person"))
        batch_op.drop_index("ix_device_key_device_person")

    op.drop_table("device_key")

    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_owner"))

    op.drop_table("case")
    op.drop_table("show")
    op.drop_table("setting")
    op.drop_table("quarantine")

    with op.batch_alter_table("private", schema=None) as batch_op:
        batch_op.drop_index("ix_private_rev")

    op.drop_table("private")
    op.drop_table("phone")
    op.drop_table("person")
    op.drop_table("owner")

    with op.batch_alter_table("log", schema=None) as batch_op:
        batch_op.drop_index("ix_log_subject")
        batch_op.drop_index("ix_log_device")

    op.drop_table("log")

    with op.batch_alter_table("held", schema=None) as batch_op:
        batch_op.drop_index("ix_held_rev")

    op.drop_table("held")
    op.drop_table("head")

    with op.batch_alter_table("code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_code_subject"))
        batch_op.drop_index(batch_op.f("ix_code_show"))

    op.drop_table("code")

    with op.batch_alter_table("batch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_batch_show"))

    op.drop_table("batch")
