"""Every page of the desk, by the room it lies in."""

from siteops.desk.access.account import account
from siteops.desk.access.invitations import invitations
from siteops.desk.access.join import join
from siteops.desk.access.moving import moving
from siteops.desk.access.passwords import passwords
from siteops.desk.access.phones import sessions
from siteops.desk.crew.calls import calls
from siteops.desk.crew.erasing import erasing
from siteops.desk.crew.part_cell import part_cell
from siteops.desk.crew.people import team
from siteops.desk.crew.people_bulk import chosen_people
from siteops.desk.crew.person import person_page
from siteops.desk.crew.privacy import privacy
from siteops.desk.gear.case import case
from siteops.desk.gear.cases import cases
from siteops.desk.gear.contents import contents
from siteops.desk.gear.many import many
from siteops.desk.gear.owners import owners
from siteops.desk.links import links
from siteops.desk.picking import undoing
from siteops.desk.show.contacts import contacts
from siteops.desk.show.first import first
from siteops.desk.show.home import home
from siteops.desk.show.new_show import new_show
from siteops.desk.show.show import show_page
from siteops.desk.site.list_many import list_many
from siteops.desk.site.lists import lists
from siteops.desk.site.place_many import place_many
from siteops.desk.site.places import places
from siteops.desk.site.slot import slot
from siteops.desk.site.slot_many import slot_many
from siteops.desk.site.slots import slots

BLUEPRINTS = (
    home, first, new_show, join, links, account, erasing, privacy, moving, team, chosen_people, part_cell, person_page,
    calls, invitations, passwords, sessions, undoing, cases, many, case, contents, owners, places, place_many, slots,
    slot, slot_many, show_page, contacts, lists, list_many,
)  # fmt: skip
