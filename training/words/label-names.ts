// What is said of each of the encoder's 1,000 ImageNet classes, and what is never said. A table for import-labels.ts.
// A name is WordNet's first word for the class, or a plainer one given here. ImageNet's names are the keys; where two
// classes share a name, name#index.

/** Classes that pictures do not tell apart, or that WordNet keeps apart and people do not. */
export const JOINED = `
sunglasses: sunglass, sunglasses
laptop computer: laptop, notebook
computer screen or monitor: desktop computer, monitor, screen
tub: bathtub, tub
ear of corn: corn, ear
keyboard: computer keyboard, typewriter keyboard, space bar
table: desk, dining table, pool table
sled dog: Eskimo dog, malamute, Siberian husky
sheep: ram, bighorn
elephant: tusker, Indian elephant, African elephant
fungus: coral fungus, agaric, gyromitra, stinkhorn, earthstar, hen-of-the-woods, bolete`;

/** Classes with a better name than the first that WordNet has. */
export const RENAMED = `
cock: rooster; chambered nautilus: nautilus; African grey: African grey parrot; papillon: papillon dog;
conch: conch shell; trilobite: trilobite fossil; harvestman: daddy longlegs; killer whale: orca;
common iguana: iguana; Pekinese: Pekingese; basset: basset hound; Airedale: Airedale terrier;
wire-haired fox terrier: fox terrier; cairn: cairn terrier; Boston bull: Boston terrier;
Scotch terrier: Scottish terrier; Lhasa: Lhasa apso; English springer: English springer spaniel; boxer: boxer dog;
Eskimo dog: husky; Newfoundland: Newfoundland dog; chow: chow chow; Pembroke: Pembroke Welsh corgi;
Cardigan: Cardigan Welsh corgi; Leonberg: Leonberger dog; white wolf: Arctic wolf; tabby: tabby cat;
American black bear: black bear; ice bear: polar bear; long-horned beetle: longhorn beetle;
walking stick: stick insect; monarch: monarch butterfly; Angora: Angora rabbit; hog: pig; bighorn: bighorn sheep;
black-footed ferret: ferret; lesser panda: red panda; puffer: pufferfish; amphibian: amphibious vehicle;
apiary: beehive shed; ashcan: trash can; ballpoint: ballpoint pen; barrow: wheelbarrow; beach wagon: station wagon;
beacon: lighthouse; bell cote: bell tower; binder: ring binder; bicycle-built-for-two: tandem bicycle; brass: plaque;
cab: taxi; caldron: cauldron; carpenter's kit: tool kit; cellular telephone: mobile phone;
chainlink fence: chain-link fence; chest: storage chest; chiffonier: chest of drawers; chime: wind chime;
confectionery: candy store; convertible: convertible car; cornet: trumpet; crane#517: construction crane;
Crock Pot: slow cooker; dishrag: dishcloth; dogsled: dog sled; drilling platform: oil rig; file: filing cabinet;
fire screen: fireplace screen; four-poster: four-poster bed; grille: radiator grille; hair slide: hair clip;
hand blower: hair dryer; hand-held computer: handheld computer; hard disc: hard disk; harvester: combine harvester;
jinrikisha: rickshaw; liner: ocean liner; Loafer: loafer shoe; lumbermill: sawmill; loupe: magnifying glass;
magnetic compass: compass; marimba: xylophone; megalith: stone monument; Model T: vintage car;
mortar: mortar and pestle; monitor: computer monitor; mouse: computer mouse; notebook: notebook computer;
screen: computer screen; organ: pipe organ; panpipe: pan pipe; passenger car: railway carriage; pay-phone: pay phone;
pencil box: pencil case; pickup: pickup truck; pick: guitar pick; pirate: pirate ship; plane: carpenter's plane;
plate rack: dish rack; pop bottle: soda bottle; pot: flowerpot; quill: quill pen; racer: racing car;
rubber eraser: eraser; rule: ruler; saltshaker: salt shaker; sax: saxophone; scale: weighing scale;
shoji: paper screen; slot: slot machine; streetcar: tram; swab: mop; switch: light switch; teddy: teddy bear;
thatch: thatched roof; thresher: threshing machine; trailer truck: large truck; upright: upright piano;
vacuum: vacuum cleaner; vault: vaulted roof; washer: washing machine; wing: aircraft wing; worm fence: rail fence;
wreck: wrecked ship; web site: web page; plate: plate of food; consomme: soup; French loaf: loaf of bread;
head cabbage: cabbage; Granny Smith: green apple; carbonara: carbonara pasta; potpie: pot pie; hotdog: hot dog;
promontory: headland; rapeseed: field of rapeseed; hip: rose hip; buckeye: horse chestnut; ear: ear of corn;
corn: ear of corn; toilet tissue: toilet paper; steel arch bridge: steel bridge; sunglass: sunglasses;
snowplow: snow plow`;

/** Said by their kind only: names few people know, that need an expert's eye, or that mean something else too. */
export const BY_GROUP = `
great white shark, tiger shark, hammerhead, brambling, house finch, junco, bulbul, water ouzel, kite, great grey owl,
European fire salamander, common newt, eft, tailed frog, loggerhead, leatherback turtle, mud turtle, terrapin,
banded gecko, American chameleon, whiptail, agama, alligator lizard, green lizard, African chameleon,
African crocodile, American alligator, black grouse, ruffed grouse, prairie chicken, sulphur-crested cockatoo, coucal,
jacamar, drake, red-breasted merganser, nematode, Dungeness crab, rock crab, fiddler crab, king crab,
American lobster, spiny lobster, isopod, brain coral, white stork, black stork, little blue heron, American egret,
bittern, crane#134, limpkin, European gallinule, American coot, bustard, ruddy turnstone, red-backed sandpiper,
redshank, dowitcher, tench, barracouta, coho, rock beauty, gar, tusker, bluetick, black-and-tan coonhound,
Walker hound, redbone, Staffordshire bullterrier, American Staffordshire terrier, Dandie Dinmont, clumber, kuvasz,
groenendael, malinois, kelpie, EntleBucher, Appenzeller, Greater Swiss Mountain dog, Brabancon griffon,
Mexican hairless, timber wolf, red wolf, dhole, African hunting dog, kit fox, tiger cat, Egyptian cat, ground beetle,
leaf beetle, admiral, ringlet, cabbage butterfly, sulphur butterfly, lycaenid, wood rabbit, fox squirrel, sorrel,
hartebeest, Arabian camel, three-toed sloth, Indian elephant, African elephant, analog clock, digital clock, bookshop,
tobacco shop, butcher shop, half track, tank, warplane, reflex camera, Polaroid camera, stole, studio couch, stupa,
trimaran, yawl, whiskey jug, water jug, trifle, alp, toy terrier, toy poodle, miniature poodle, standard poodle,
miniature schnauzer, giant schnauzer, standard schnauzer, yellow lady's slipper, police van, prayer rug, bonnet,
bearskin, sombrero, custard apple, gyromitra, stinkhorn, earthstar, hen-of-the-woods, bolete, agaric`;

/** What can be taken for medical, legal or safety advice goes by its kind: "a snake", "a spider". */
export const SAFETY_BY_GROUP = `
thunder snake, ringneck snake, hognose snake, green snake, king snake, garter snake, water snake, vine snake,
night snake, boa constrictor, rock python, Indian cobra, green mamba, sea snake, horned viper, diamondback,
sidewinder, black and gold garden spider, barn spider, garden spider, black widow, wolf spider, tick, pill bottle,
coral fungus`;

/** Never said, whatever the probability, nor counted towards a kind that is; each with its reason. */
export const SILENT: Record<string, string> = {
  primate: `orangutan, gorilla, chimpanzee, gibbon, siamang, guenon, patas, baboon, macaque, langur, colobus,
    proboscis monkey, marmoset, capuchin, howler monkey, titi, spider monkey, squirrel monkey, Madagascar cat, indri`,
  // People, or what is seen with people at play, whom the name would pass over.
  person: `ballplayer, groom, scuba diver, balance beam, horizontal bar, maypole, paddle, parallel bars, puck,
    punching bag, ski, snorkel, swing`,
  // A guess at who somebody is by religion, origin, rank or sex; or clothes said in place of the person who wears them.
  dress: `abaya, academic gown, apron, bathing cap, bib, bikini, bolo tie, bow tie, brassiere, breastplate,
    bulletproof vest, cardigan, chain mail, cloak, cuirass, diaper, feather boa, fur coat, gown, hoopskirt, jean,
    jersey, kimono, lab coat, maillot#638, maillot#639, military uniform, miniskirt, mortarboard, overskirt, pajama,
    pickelhaube, poncho, sarong, seat belt, shower cap, suit, sweatshirt, swimming trunks, trench coat, vestment,
    Windsor tie`,
  // Said of a face or a body these hurt.
  body: 'gasmask, hair spray, mask, muzzle, nipple, oxygen mask, ski mask, wig',
  medical: 'Band Aid, crutch, neck brace, stethoscope, stretcher, syringe',
  // Wrong, they accuse or frighten.
  violence: 'assault rifle, bow, guillotine, holster, missile, prison, projectile, revolver, rifle, scabbard',
  // The name does not tell what such pictures show, or nobody would know the word.
  unclear: 'cardoon, chiton, coil, knee pad, odometer, packet, spindle',
};

/** Said without "a": stuff, and words in the plural. */
export const NO_ARTICLE = `
sunglasses, binoculars, bread, fruit, coral, guacamole, hay, dough, broccoli, cauliflower, ice cream, carbonara pasta,
soup, chocolate sauce, eggnog, red wine, mashed potato, velvet, wool, toilet paper, face powder, sunscreen, lotion,
perfume`;
