/**
 * What the numbers of a code look like: entry n stands for the number n. Part of the protocol (docs/protocol.md): both sides
 * show the same pictures whatever their language, so nothing here is ever moved or replaced. Every picture is one character
 * that all systems have drawn in colour since Unicode 12, no two are easily mixed up, and a child can name each of them.
 */
const PICTURES = `
🐶 dog/chien, 🐱 cat/chat, 🐭 mouse/souris, 🐰 rabbit/lapin
🦊 fox/renard, 🐻 bear/ours, 🐼 panda/panda, 🐨 koala/koala
🐯 tiger/tigre, 🦁 lion/lion, 🐮 cow/vache, 🐷 pig/cochon
🐸 frog/grenouille, 🐵 monkey/singe, 🐔 hen/poule, 🐧 penguin/pingouin
🦆 duck/canard, 🦅 eagle/aigle, 🦉 owl/hibou, 🦇 bat/chauve-souris
🐴 horse/cheval, 🦄 unicorn/licorne, 🐝 bee/abeille, 🐛 caterpillar/chenille
🦋 butterfly/papillon, 🐌 snail/escargot, 🐞 ladybird/coccinelle, 🐜 ant/fourmi
🦂 scorpion/scorpion, 🐢 tortoise/tortue, 🐍 snake/serpent, 🦎 lizard/lézard
🦖 dinosaur/dinosaure, 🐙 octopus/pieuvre, 🦐 shrimp/crevette, 🦀 crab/crabe
🐟 fish/poisson, 🐬 dolphin/dauphin, 🐳 whale/baleine, 🦈 shark/requin
🐊 crocodile/crocodile, 🦓 zebra/zèbre, 🦍 gorilla/gorille, 🐘 elephant/éléphant
🦛 hippo/hippopotame, 🦏 rhino/rhinocéros, 🐫 camel/chameau, 🦒 giraffe/girafe
🦘 kangaroo/kangourou, 🐑 sheep/mouton, 🐐 goat/chèvre, 🦙 llama/lama
🦌 deer/cerf, 🦚 peacock/paon, 🦜 parrot/perroquet, 🦢 swan/cygne
🦔 hedgehog/hérisson, 🦝 raccoon/raton laveur, 🦥 sloth/paresseux, 🦦 otter/loutre
🦩 flamingo/flamant, 🐉 dragon/dragon, 🌵 cactus/cactus, 🎄 fir tree/sapin
🌴 palm tree/palmier, 🌳 tree/arbre, 🍀 clover/trèfle, 🍁 leaf/feuille
🍄 mushroom/champignon, 🌾 wheat/blé, 🌹 rose/rose, 🌻 sunflower/tournesol
🌷 tulip/tulipe, 🐚 shell/coquillage, 💐 bouquet/bouquet, 🌱 sprout/pousse
🎃 pumpkin/citrouille, 🌍 Earth/Terre, 🌙 Moon/Lune, ⭐ star/étoile
🌈 rainbow/arc-en-ciel, ⛄ snowman/bonhomme de neige, 🔥 fire/flamme, 💧 drop/goutte
🌊 wave/vague, ⚡ lightning/éclair, 🌞 Sun/Soleil, 🌋 volcano/volcan
☔ umbrella/parapluie, ⛅ cloud/nuage, 🪐 planet/planète, 🧊 ice cube/glaçon
👣 footprints/empreintes, 🍎 apple/pomme, 🍐 pear/poire, 🍊 orange/orange
🍋 lemon/citron, 🍌 banana/banane, 🍉 watermelon/pastèque, 🍇 grapes/raisin
🍓 strawberry/fraise, 🍒 cherries/cerises, 🥭 mango/mangue, 🍍 pineapple/ananas
🥥 coconut/noix de coco, 🥝 kiwi/kiwi, 🍅 tomato/tomate, 🥑 avocado/avocat
🥦 broccoli/brocoli, 🥒 cucumber/concombre, 🌽 maize/maïs, 🥕 carrot/carotte
🥔 potato/patate, 🥐 croissant/croissant, 🍞 bread/pain, 🥨 pretzel/bretzel
🧀 cheese/fromage, 🥚 egg/œuf, 🥞 pancakes/crêpes, 🍔 hamburger/hamburger
🍟 chips/frites, 🍕 pizza/pizza, 🥪 sandwich/sandwich, 🌮 taco/taco
🍝 spaghetti/spaghettis, 🍣 sushi/sushi, 🍦 ice cream/glace, 🍩 doughnut/beignet
🍪 biscuit/biscuit, 🎂 cake/gâteau, 🍫 chocolate/chocolat, 🍬 sweet/bonbon
🍭 lollipop/sucette, 🍯 honey/miel, 🥛 milk/lait, 🍿 popcorn/pop-corn
🥜 peanut/cacahuète, 🧅 onion/oignon, 🧂 salt/sel, 🥄 spoon/cuillère
⚽ football/football, 🏀 basketball/basket, 🎾 tennis/tennis, 🏓 ping-pong/ping-pong
⛳ golf/golf, 🎣 fishing rod/canne à pêche, 🎿 skis/skis, 🛷 sledge/luge
🎯 target/cible, 🪁 kite/cerf-volant, 🎲 dice/dé, 🧩 puzzle/puzzle
🧸 teddy bear/nounours, 🎨 paints/peinture, 🧵 thread/fil, 🧶 wool/laine
👓 glasses/lunettes, 👕 T-shirt/tee-shirt, 👖 jeans/jean, 👗 dress/robe
🧦 socks/chaussettes, 🧣 scarf/écharpe, 🧤 gloves/gants, 👟 shoe/chaussure
🎩 hat/chapeau, 🧢 cap/casquette, 👑 crown/couronne, 🎒 school bag/cartable
🧳 suitcase/valise, 💍 ring/bague, 💎 diamond/diamant, 📢 megaphone/mégaphone
🎺 trumpet/trompette, 🎸 guitar/guitare, 🎻 violin/violon, 🥁 drum/tambour
🎹 piano/piano, 🎷 saxophone/saxophone, 🎵 note/note, 🎤 microphone/micro
🎧 headphones/casque, 📷 camera/appareil photo, 📺 television/télévision, 📻 radio/radio
📞 telephone/téléphone, 💻 computer/ordinateur, ⌚ watch/montre, ⏰ alarm clock/réveil
⌛ hourglass/sablier, 🔋 battery/pile, 💡 light bulb/ampoule, 🔦 torch/lampe de poche
📕 book/livre, 📰 newspaper/journal, 📎 paper clip/trombone, 📏 ruler/règle
🔑 key/clé, 🔒 padlock/cadenas, 🔨 hammer/marteau, 🔩 screw/vis
🧲 magnet/aimant, 🧪 test tube/éprouvette, 🔬 microscope/microscope, 🔭 telescope/télescope
🚪 door/porte, 🚿 shower/douche, 🛁 bathtub/baignoire, 🧹 broom/balai
🧺 basket/panier, 🧼 soap/savon, 🪑 chair/chaise, 🎁 present/cadeau
🎈 balloon/ballon, 🎀 ribbon/ruban, 🎉 confetti/confettis, 📦 parcel/colis
📬 letter box/boîte aux lettres, 🏆 trophy/trophée, 🥇 medal/médaille, 🎫 ticket/billet
🎪 circus/cirque, 🎬 film/film, 🧮 abacus/boulier, 🧭 compass/boussole
🔔 bell/cloche, 🚲 bicycle/vélo, 🛴 scooter/trottinette, 🛹 skateboard/skateboard
🚗 car/voiture, 🚌 bus/bus, 🚒 fire engine/camion de pompiers, 🚜 tractor/tracteur
🚂 train/train, 🚁 helicopter/hélicoptère, 🚀 rocket/fusée, 🛸 flying saucer/soucoupe volante
🪂 parachute/parachute, ⛵ sailing boat/voilier, 🛶 canoe/canoë, ⚓ anchor/ancre
🚦 traffic light/feu tricolore, 🏠 house/maison, 🏰 castle/château, ⛺ tent/tente
🎡 big wheel/grande roue, 🌉 bridge/pont, ⛲ fountain/fontaine, 🗼 tower/tour
🏭 factory/usine, 🤖 robot/robot, 👻 ghost/fantôme, 👽 alien/extraterrestre
👀 eyes/yeux, 🦷 tooth/dent, 🦴 bone/os, 🧠 brain/cerveau
`;

export interface CodeWord {
  picture: string;
  en: string;
  fr: string;
}

export const CODE_WORDS: readonly CodeWord[] = PICTURES.trim()
  .split(/, |\n/)
  .map((entry) => {
    const [, picture = "", en = "", fr = ""] = /^(\S+) (.+)\/(.+)$/.exec(entry) ?? [];
    return { picture, en, fr };
  });
