// Base forms, synonyms and kinds of things, which training/words/import-words.ts cannot count. Made by hand; runs in Node.

/** Forms whose base form no rule finds: "form base, …". */
export const IRREGULAR = `men man, women woman, children child, people person, feet foot, teeth tooth, geese goose, leaves leaf,
  knives knife, scarves scarf, mice mouse, mans man, ran run, sat sit, stood stand, swam swim, held hold,
  caught catch, threw throw, thrown throw, fallen fall, fell fall, went go, taken take, took take, laid lie,
  lying lie, laying lie, lays lie, lay lie, seen see, saw see, shown show, stuck stick, striking strike, lit light,
  hung hang, ridden ride, rode ride, ridding ride, flew fly, driven drive, ate eat, eaten eat, drank drink,
  worn wear, sang sing, swung swing, bent bend, made make, came come, done do, drawn draw, dug dig, given give,
  has have, had have, led lead, leapt leap, left left, leaving leave, met meet, shot shot, slept sleep,
  spoke speak, wound wind, winding wind, written write, using use, uses use, tee t-shirt, tshirt t-shirt,
  skiiers skier, ties tie, tied tie, tying tie, being be, bathing bathe, glasses glasses, shorts shorts,
  pants pants, jeans jeans, clothes clothes, goggles goggles, overalls overalls, pajamas pajamas,
  sunglasses sunglasses, headphones headphones, earphones earphones, woods woods, tights tights, trunks trunks,
  bleachers bleachers, rapids rapids, stairs stair, headscarf headscarf, colours color, colour color,
  colourful colorful, blonde blond, multi-colored multicolored, multicolor multicolored, mustache moustache,
  outstreached outstretched, grey gray, colors color, arts art, sports sport, wilderness wilderness, santa santa,
  claus santa, gas gas, bus bus, canvas canvas, midst midst, capes cape, turkeys turkey, always always,
  building building, buildings building, railing railing, railings railing, clothing clothing, ceiling ceiling,
  wedding wedding, earrings earring, opposing opposing, matching matching, interesting interesting,
  lighting lighting, during during, seating seating, parking parking, evening evening, khakis khaki, stars star,
  starring star, shed shed, striped stripe, checkered checkered, wooded wooded, costumed costumed,
  clearing clearing, opening opening, spiderman spider-man, relaxing relax, biking bike, has have, always always,
  christmas christmas, us us, gymnastics gymnastics, tennis tennis, legos lego, spectators spectator`;

/** Words that mean the same, under the one that stands for all. Also words for persons, and breeds of dogs. */
export const SYNONYMS: Record<string, string> = {
  person: `person man woman boy girl guy lady child kid baby toddler infant newborn gentleman fellow adult male
    female teenager teen youth individual people human brunette blond somebody someone dude bride groom mother
    father mom dad parent son daughter brother sister sibling friend owner husband wife grandmother grandfather
    cowboy cowgirl policeman officer cop police fireman firefighter fisherman cheerleader worker student tourist
    soldier waiter businessman cameraman photographer vendor pedestrian groomsmen groomsman bridesmaid couple family
    asian african-american schoolgirl schoolboy kindergartner preschooler citizen passerby bystander`,
  dog: `dog puppy pup doggy doggie canine hound collie greyhound terrier retriever poodle shepherd labrador lab
    beagle pitbull doberman dachshund dalmatian husky bulldog rottweiler schnauzer corgi spaniel chihuahua pug mutt
    sheepdog`,
  bicycle: 'bicycle bike',
  motorcycle: 'motorcycle motorbike',
  cyclist: 'cyclist bicyclist biker bicycler',
  picture: 'picture photo photograph',
  couch: 'couch sofa',
  phone: 'phone telephone cellphone cell',
  television: 'television tv',
  rabbit: 'rabbit bunny',
  cat: 'cat kitty kitten',
  airplane: 'airplane plane aeroplane',
  car: 'car automobile',
  ocean: 'ocean sea',
  shore: 'shore shoreline seashore coast',
  path: 'path pathway trail',
  woods: 'woods forest woodland',
  hill: 'hill hillside',
  mountain: 'mountain mountainside mountaintop',
  stream: 'stream creek',
  spectator: 'spectator onlooker',
  purse: 'purse handbag',
  store: 'store shop',
  trash: 'trash garbage',
  movie: 'movie film',
  pajamas: 'pajamas pyjamas',
  large: 'large big',
  small: 'small little',
  gray: 'gray grey',
  colorful: 'colorful multicolored',
  racket: 'racket racquet',
};

/** Kind of thing → words that imply it: who says "surfer" has said "person". Not the other way round. */
export const IMPLIED: Record<string, string> = {
  person: `player rider surfer skateboarder snowboarder skier skater cyclist climber hiker runner jogger swimmer
    racer boarder kayaker rower diver dancer wrestler gymnast acrobat golfer bowler catcher pitcher batter baseman
    batsman goalie quarterback footballer referee jockey motorcyclist rollerblader wakeboarder waterskier windsurfer
    backpacker athlete opponent teammate performer musician guitarist drummer singer artist clown pirate driver
    pilot passenger coach trainer instructor spectator audience crowd member guest team band diver jumper skydiver
    handler drinker reader eater bather sunbather camper walker driver batsman competitor contestant participant
    model`,
  water: 'ocean lake river stream pond pool puddle surf wave waterfall rapids fountain waterway canal bay',
  road: 'street highway',
  vehicle: 'car truck bus van jeep suv limousine ambulance firetruck motorcycle atv tractor taxi',
  boat: 'kayak canoe sailboat rowboat raft ship ferry motorboat speedboat',
  animal: 'dog cat horse cow bull sheep goat bird camel elephant monkey rabbit tiger deer squirrel pig lamb',
  bird: 'seagull pigeon duck goose swan pelican chicken turkey',
  shirt: 't-shirt',
  hat: 'cap beanie',
  footwear: 'shoe boot sandal sneaker',
  building: 'house barn church hotel skyscraper',
  tree: 'pine palm',
  field: 'meadow',
  snow: 'snowbank snowball',
  fruit: 'apple peach',
  furniture: 'couch chair bench table',
  clothing: 'shirt jacket coat dress pants shorts jeans hat sweater uniform suit',
};
