"""Every page of the desk, by the room it lies in."""

from siteops.desk.account import account
from siteops.desk.case import case
from siteops.desk.cases import cases
from siteops.desk.home import home
from siteops.desk.invitations import invitations
from siteops.desk.join import join
from siteops.desk.links import links
from siteops.desk.lists import lists
from siteops.desk.new_show import new_show
from siteops.desk.people import team
from siteops.desk.phones import sessions
from siteops.desk.places import places
from siteops.desk.show import show_page
from siteops.desk.slots import slots

BLUEPRINTS = (
    home, new_show, join, links, account, team, invitations, sessions, cases, case, places, slots, show_page, lists,
)  # fmt: skip
