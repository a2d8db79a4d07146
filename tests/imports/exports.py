"""Small files in the manner of what other programs and other offices write; every one holds the case A-1."""

from typing import NamedTuple


class Export(NamedTuple):
    """A text, its encoding, and what the case A-1 is then known by. `cases`: how many there are."""

    text: str
    encoding: str
    cases: int
    known: dict[str, object]


AMP = {"name": "Amp rack", "weight": 82.5, "department": "audio"}
EXPORTS = {
    "AdamRMS": Export(
        "assets_tag,assetTypes_name,assetTypes_mass,assets_mass,assetCategories_name,assets_notes\r\n"
        "A-1,Amp rack,70,82.5,Sound,\"left, front\"\r\nA-2,Dimmer,55,,Lighting,\r\n",
        "utf-8", 2, {**AMP, "note": "left, front"},
    ),
    "HireTrack": Export(
        "Stockcode\tName\tBarcode\tSerial No\tStocklevel\tWeight\tMasterCategory\tRemarks\n"
        "AMP-4\tAmp rack\tA-1\tSN 1\t1\t82,5\tSound\tBühne\nAMP-4\tAmp rack\tA-2\tSN 2\t1\t82,5\tSound\t\n",
        "cp1252", 2, {**AMP, "note": "Bühne"},
    ),
    "Flex": Export(
        "Barcode|Stencil|Item Name|Serial Number|Weight (lbs)|Length (in)|Width (in)|Height (in)|Department\n"
        "A-1||Amp rack|SN1|181.9|40|30|20|Audio\nA-2||Dimmer|SN2|100|40|30|20|Lighting\n",
        "utf-8-sig", 2, {"name": "Amp rack", "weight": 82.51, "length": 101.6, "height": 50.8},
    ),
    "Current RMS": Export(
        "Product ID;Name;SKU;Rental bulk quantity;Weight;Category\n"
        "17;Amp rack;A-1;1;82.5;Audio\n17;Amp rack;A-2;1;82.5;Audio\n",
        "utf-8", 2, AMP,
    ),
    "Snipe-IT": Export(
        '"Asset Name","Asset Tag","Serial","Model","Model No.","Category","Location","Checked Out"\n'
        '"Amp rack","A-1","SN1","LA12X","1-22","Audio","Store","No"\n"Dimmer","A-2","SN2","X","1","Lighting","",""\n',
        "utf-8", 2, {"name": "Amp rack", "department": "audio"},
    ),
    "EZRentOut": Export(
        "Name,Asset Identification Number,Group,Weight in kg,Vendor,Description\r\n"
        "Amp rack,A-1,Audio,82.5,Żuraw,for “FOH”\r\nDimmer,A-2,Lighting,40,,\r\n",
        "utf-16", 2, {**AMP, "owner": "Żuraw"},
    ),
    "Shelf": Export(
        "title;qrId;id;category;kit;location;custody;valuation\nAmp rack;abc1;A-1;Audio;;Store;;900\n"
        "Dimmer;abc2;A-2;Lighting;;Store;;900\n",
        "utf-8", 2, {"name": "Amp rack", "department": "audio"},
    ),
    "Homebox": Export(
        "HB.import_ref,HB.location,HB.labels,HB.asset_id,HB.name,HB.quantity,HB.serial_number,HB.notes\n"
        ",Shelf 3,Audio,A-1,Amp rack,1,SN1,heavy\n,Shelf 3,Audio,A-2,Amp rack,1,SN2,\n",
        "utf-8", 2, {"name": "Amp rack", "department": "audio", "note": "heavy"},
    ),
    "LOP": Export(
        "Container,Load Step,SKU,Item Name,Weight (kg),Length (mm),Width (mm),Height (mm),Position X (mm),Rotation,"
        "Status\n"
        "Truck 1,1,A-1,Amp rack,82.5,1200,600,800,0,0,loaded\nTruck 1,2,A-2,Dimmer,60,1200,600,800,1200,90,loaded\n",
        "utf-8", 2, {"name": "Amp rack", "weight": 82.5, "length": 120, "truck": "Truck 1", "sort": 1},
    ),
    "German, header in line 6": Export(
        "Materialliste;;;\nProjekt: Glass Horizon;;;\nStand: 24.03.2027;;;\n;;;\n;;;\n"
        "Kisten-Nr.;Bezeichnung;Gewicht in kg;Gewerk;Maße (LxBxH) cm;Lieferant\n"
        "A-1;Verstärkerrack;1.082,5;Tontechnik;120 x 60 x 80;Müller GmbH\nA-2;Dimmer;60;Licht;;\nSumme;;1.142,5;;;\n",
        "cp1252", 2, {"name": "Verstärkerrack", "weight": 1082.5, "department": "audio", "height": 80,
                      "owner": "Müller GmbH"},
    ),
    "Dutch": Export(
        "Kistnummer;Omschrijving;Gewicht;Afdeling;Vrachtwagen;Laadvolgorde;Opmerking\n"
        "A-1;Versterkerrek;82,5 kg;Geluid;Vrachtwagen 2;4;voorzichtig\nA-2;Dimmer;60 kg;Licht;Vrachtwagen 2;5;\n",
        "utf-8", 2, {"name": "Versterkerrek", "weight": 82.5, "truck": "Vrachtwagen 2", "sort": 4,
                     "department": "audio"},
    ),
    "French": Export(
        "N° de caisse;Désignation;Poids (kg);Longueur (cm);Largeur (cm);Hauteur (cm);Camion;Propriétaire;Remarque\n"
        "A-1;Rack d’amplis;82,5;120;60;80;Camion 1;Régie Sud;fragile\nA-2;Gradateur;60;;;;Camion 1;;\n",
        "utf-8-sig", 2, {"name": "Rack d’amplis", "weight": 82.5, "width": 60, "truck": "Camion 1", "note": "fragile",
                         "owner": "Régie Sud"},
    ),
    "misspelt": Export(
        "Cas Numbr,Descripton,Wieght [kg],Departmnt,Lenght (cm),Vehcle\nA-1,Amp rack,82.5,Audio,120,Truck 1\n"
        "A-2,Dimmer,60,Lighting,100,Truck 1\n",
        "utf-8", 2, {**AMP, "length": 120, "truck": "Truck 1"},
    ),
    "a code by another name": Export(
        "Case #^Contents^Gross Wt.^Dept.^Truck #\nA-1^Amp rack^182 lbs^SND^Truck 1\nA-2^Dimmer^60 kg^LX^Truck 1\n",
        "utf-8", 2, {"name": "Amp rack", "weight": 82.55, "department": "audio", "truck": "Truck 1"},
    ),
    "UTF-16 without a mark": Export(
        "Flightcase-Nr.\tInhalt\tGewicht (lbs)\nA-1\tEndstufen\t200\nA-2\tDimmer\t100\n",
        "utf-16-le", 2, {"name": "Endstufen", "weight": 90.72},
    ),
}  # fmt: skip
