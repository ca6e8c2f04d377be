// Kinds and habits of words: corrections to what training/words/import-words.ts counts, made by reading its table. Runs in Node.

/** Kinds, likeliest first → words. A word in none of these lists is of the kinds that the tagger gave it. */
export const KINDS: Record<string, string> = {
  function: `'s a about above across after against ahead alike all almost alone along alongside also amidst among
    amongst an and another apart are around as at atop away background backwards be been before behind being below
    beneath beside between beyond both brightly but by can carefully colorfully dimly distance do doing down during
    each either everywhere far few for foreground forward from happily has have having he heavily her herself him
    himself his how i in including inside int into is it its itself just left like many more mostly much multiple
    near nearly next no not of off on only onto or other others out outside over own partially partly past playfully
    quickly really recently right same scantily several she sideways slightly so some someone something still that
    the their them themselves there these they this though through to together too toward towards under underneath
    up upside various very warmly was well what where which while whilst whist who whose with within without you`,
  noun: `action african-american atv awning backs bags bank base bat bats belongings bend beverage bmx board boards
    boogie bottom bow box breaks breeds bucket buckets building buildings camera canoe ceiling child class clearing
    climber close-up closeup clothing coach costume counter crowd cups dalmatian design dj dot dress dresses drum
    duck ducks earrings ears end ends faces fan fence fishes floaties flops front garden gathering golf gown
    greenhouse greyhound group gun gymnastics handlebars hands hay headset heels hook hula hula-hoops human husky
    incline jumper karate kayak kayaks kid knee lake landing landscape lap laps lasso leg legs life lighting lights
    logs lot lots make-up mans markings marks mask meal medals meeting merry-go-round middle mirror monitor motion
    motor mount muzzles numbers opening outcropping overpass pack pads painting pan parking part paw peak peaks
    peanut performance photograph photographer piano picture plant post posters posts puck pumps puppies railing
    rally ramp ramps rapids ring rings robe rocks rolls rope ropes rounds scale scales seating setting shed shop
    shops shore shorts shot shovels side sign signs skateboard skirts skis sleds snack snowboard speed spider-man
    stars steering sticks storm string stroller stuff stunt stunts suits t-shirt t-shirts tag tags tee test tie top
    track tracks trains tricks tug-of-war view wall water waterskier weather wedding wheeler wheelie youth`,
  verb: `appear appears approaches asking attack attempts balances balancing barks batting bearing begging bends
    biting boarding bounds breaking buy carries carving cast casts catches chase chased chases checking checks
    cheers chew chews clad clapping cleaning clears climbs clings coloring come comes competing cooking covering
    crashes crouches crying cutting cycling dangling digging diving does drag dribbling drilling drinking drives
    dumps embracing enjoy exercising feeding fencing fetches firing flies fly frolics gazes gestures get gets goes
    got grabs grind grinds handing hanging heading heads hear herding hides hiding hikes hits hold holds hooping
    hugs interviews jogging juggling kicks kisses kissing kneeling laid lands lay lays lead leads lean leans leaping
    leaps licks lies lift lifting lifts lining look looks love lunges navigates observes observing overlook
    overlooks parachuting parasailing peeks pets petting picks playing plays pops posing pretending pulls pushes
    reading relaxes rests returns ridden ridding rollerblading rowing rubbing runs sail says scaling score screams
    see set shakes share sharing shines shooting shoots shopping shows sits skips smiles smoking sniffs soaking
    soaring soars sparring speeding speeds spins splashing sporting spraying sprints squatting squirting standing
    stands stare stares start starting sucking sway swim swims tackles talks teaching throws travels
    treads tumbling wade wades wading wakeboarding walking walks watches wear works yawning`,
  modifier: `2 3 4 5 6 8 african aged airborne american asleep backlit bald bare barefoot bearded beige big black
    blindfolded blue boston bridal bright brown brown-haired bungee busy carpeted challenging checked chinese chubby
    clean clear close coiled colored colorful costumed cross-country crowded dark dark-haired dark-skinned deep dim
    dirty downhill dry eastern eight elaborate elderly enclosed european evil fake fallen fast fenced first five
    flaming flat flop floral florida flowered fluffy folded four framed free french frozen fun furry gated german
    giant golden good graffitied gray green grey haired hard headfirst helmeted hi-viz high hind hooded horizontal
    horseback huge indian indoors injured interesting jackson jagged japanese kiddie large leafless little living
    lone long long-haired low lush maroon martial matching melting miami michael mid-flight mid-jump midair
    middle-aged mini muddy multi-colored multicolor multicolored naked native nearby neck neon new newborn numbered
    obama off-camera off-road official oklahoma older one onstage open opposing opposite oriental outdoors overhead
    overweight padded patterned paved pictured pink plaid pointy polka potted pregnant purple ready red redheaded
    relaxing rocky rusty sandy scary scuba second seven shaggy shallow shaved shirted shirtless short short-haired
    silhouetted six sized skinned skinny sleeved small snow-covered snowcapped snowy sooners square straight striped
    studded stuffed suburban tall teal thick thin third three three-wheeled tight tiled tiny topless tree-lined
    tri-colored two underwater uniformed uphill upside-down wheeled white wide winding wooded wooden yellow young
    younger`,
  'noun modifier': 'teen',
  'modifier noun': `adult amusement aqua asian blond blonde brick brunette bubble cardboard cement chocolate
    concrete denim dirt electric female flannel gold half indoor inline khaki leather light male marble metal
    military musical navy orange outdoor pedestrian pet plain plastic professional public rear round rubber silver
    stone straw tan teenage toy turquoise wicker`,
  'noun verb': `groom grooms back block blows camp chains circle cover covers cross drink drinks exercise face fish frame frolic
    hand handle hurdle hurdles land leaves line lines match paddle paddles paint park pitch point points practice
    print pull push race races raft rock shovel skate skates ski sled slide slides smile splash spot spots spray
    sprint star step steps stick surround swing swings train wash wave waves work wrap`,
  'verb noun': `stop stops crossing attempt balance bathing begin beginning bite boating bounce bowling bows boxing break
    camping catch cheer climb control crawl cut dance dances dancing dive dunk embrace fall falls fight finish
    fishing flip flips float grab help hike hiking hit hug jog jump jumps kick kiss laugh leap lunge march marching
    massage move moves pass play pose poses racing read record rest return ride rides riding roll romp run sailing
    sets show skateboarding skating skiing sledding sleep smoke snowboarding splashes stretch struggle surf surfing
    swimming tackle talk throw toss touch touches training travel treat tug turn turns walk watch watering wrestle
    wrestling writing`,
  'modifier verb': `approaching attached blowing blurred broken buried burning carved caught closed covered crashing
    crossed crouched decorated deflated distorted dressed drooling falling filled floating flowing flying gathered
    growling handled illuminated jumping laughing leashed lined lit located moving muzzled outstreached outstretched
    packed painted parked perched pierced posed rolling running scattered seated shining sleeping slip smiling
    soaked spinning splashed spotted sprayed strapped stretched strewn stripped stuck submerged surrounded
    surrounding suspended tattooed tied turned twisting uncut waving wrapped`,
};

/** Traits → words, added to what counting gives. */
export const TRAITS: Record<string, string> = {
  plural: `people police clothes pants jeans shorts glasses sunglasses goggles pajamas overalls tights trunks
    headphones earphones woods t-shirts stairs bleachers rapids handlebars khakis sheep geese feet teeth men women
    children belongings spectators onlookers`,
  group: `group pile stack bunch pair pairs couple couples lot lots number set series row rows herd flock pack team crowd
    variety piece pieces type kind sort body part gathering`,
  relational: `front back top side sides edge middle end ends center bottom corner rear background foreground
    distance left right inside outside base`,
  needs: `wear sport hold carry chase catch use make take have do get give put try attempt go come look dress cover
    surround fill attach decorate line wrap see appear begin start prepare say watch throw ride hit follow lead pull
    push touch approach overlook show receive face pick set keep let help allow leave stick cross enter hug kiss
    grab tackle contain include lift toss bring buy sell tie lick observe pour fetch retrieve participate build
    carve cast check descend drag embrace enjoy extend hear kick lean love meet operate raise record shoot strap
    tackle treat dunk fire control break handle hurdle attack block spot return reach head stuff`,
  bare: `air midair music traffic stage snow grass sand ice mud dirt concrete gravel pavement asphalt rain fog hay
    straw food metal wood paper plastic leather clothing equipment furniture underwear luggage trash graffiti
    foliage sunlight`,
};
