"""Given and family names by culture; who they make up is fiction."""

GIVEN = {
    "german": "Anke Jürgen Sabine Matthias Heike Torsten Katrin Björn Ulrike Stefan Maren Holger Birgit Jonas Friederike Lukas Svenja Dirk Gudrun Moritz Elke Rainer",  # noqa: E501
    "turkish": "Ayşe Emre Zeynep Burak Elif Kerem Selin Okan Defne Tolga",
    "polish": "Agnieszka Paweł Małgorzata Tomasz Joanna Łukasz Ewa Krzysztof Beata Michał Zofia Grzegorz Aleksandra Wojciech",  # noqa: E501
    "czech": "Tereza Ondřej Lenka Jiří Hana Radek Kateřina Zdeněk Markéta Vojtěch Ivana Lubomír",
    "hungarian": "Zsófia Gábor Réka László Ágnes Bence Orsolya Tamás Katalin Zoltán",
    "dutch": "Marloes Sander Femke Joost Anouk Bram Liesbeth Ruben Sanne Gijs Wendy Maarten Inge Thijs",
    "french": "Élodie Mathieu Camille Benoît Aurélie Thibault Sylvie Étienne Margaux Yannick Hélène Guillaume Solène Rémi",  # noqa: E501
    "italian": "Chiara Davide Giulia Lorenzo Federica Matteo Ilaria Stefano Elisa Nicolò Paola Riccardo Serena",
    "spanish": "Lucía Álvaro Carmen Iñigo Marta Sergio Nuria Javier Begoña Andrés Pilar Rubén Inés",
    "portuguese": "Inês Tiago Catarina Gonçalo Mafalda Rui Joana Duarte Sofia Nuno",
    "nordic": "Ingrid Håkon Sigrid Lars Astrid Øyvind Solveig Mikkel Freja Søren Åsa Magnus Linnéa Rasmus Kjersti Göran Maja Anders",  # noqa: E501
    "finnish": "Aino Mikko Päivi Juhani Sari Antti Riikka Väinö Elina Jukka",
    "british": "Charlotte Alistair Fiona Gareth Imogen Rupert Bronwen Callum Harriet Nigel Eleanor Duncan Philippa Owen Rosalind Stuart",  # noqa: E501
    "irish": "Niamh Cormac Siobhán Declan Aoife Eoin Gráinne Ronan Sinéad Fergal",
    "indian": "Priya Arjun Ananya Rohit Meera Vikram Kavita Sanjay Deepa Nikhil",
}

FAMILY = {
    "german": "Ackermann Brandstätter Dornbusch Eichhorn Falkner Gerstenberg Hollweg Immenkamp Jessen Kühnel Lindqvist Möllering Niehues Oberländer Pfannmüller Quandtner Rehbein Schönfelder Tillmanns Uhlenbrock Vosskamp Wiesinger Zellhofer",  # noqa: E501
    "turkish": "Yıldırak Aksoylu Demirbağ Karahan Özmenli Tekinay Şahinoğlu",
    "polish": "Borowczak Cieślikowski Dąbrowicz Gawrońska Jabłonik Kołodziejak Łaskawiec Maślanka Niewiadomy Ostrowik Sowińska Wróblewicz Żurek",  # noqa: E501
    "czech": "Bartošek Černohorský Dvořáček Hloušek Jandík Kubíčková Malíšek Nezvalová Pokorňák Říhošek Švarcová Vondrášek",  # noqa: E501
    "hungarian": "Bárdossi Csernák Erdélyházi Gyarmathy Kelemen Lőrinczy Szentesi Vadkerti",
    "dutch": "Appelhof Brouwenaar Dijkgraaf Eikenaar Hoogland Kuipersma Langeveld Nijenhuis Oosterling Rietveen Schaapman Terpstrom Verhoeven Wolthuis",  # noqa: E501
    "french": "Archambeau Bellanger Charpentrier Delacourbe Esnault Fontvieille Guérinot Hautecoeur Lachenal Marchandeau Pellissard Rousselot Thévenard Vauquelin",  # noqa: E501
    "italian": "Abbiati Bertolazzi Cavalleri Donadoni Fumagalli Ghisolfi Lanfranchi Mazzoleni Pedrocchi Ravasini Santambrogio Tarditi Zanchetta",  # noqa: E501
    "spanish": "Aldecoa Barrientos Castañeda Echevarría Figueroa Gurruchaga Larrañaga Mendizábal Olmedilla Pedrosa Requejo Urrutia Zubeldia",  # noqa: E501
    "portuguese": "Alvarenga Barradas Carvalhosa Esteves Falcão Guimarães Meireles Noronha Pestana Quintela Sarmento Vasconcelos",  # noqa: E501
    "nordic": "Aasgård Bjørkelund Dahlström Ekblad Fagerholm Grønvold Hegdal Isaksen Kjærgaard Lundquist Møllerup Nygaard Öhman Rosenqvist Sandbæk Tveitan Vikström Westergren",  # noqa: E501
    "finnish": "Aaltovaara Hakkarainen Järvelä Koskimäki Lehtoranta Mäkiniemi Niskala Päivärinta Rautavirta Salmivaara",
    "british": "Ainscough Barraclough Cavendale Dunstable Entwistle Fairhurst Greenhalgh Haverstock Inglewood Kirkbride Loxley Merriweather Oakeshott Pemberley Ramsbottom Sedgewick Thistlewood Whitcombe",  # noqa: E501
    "irish": "Brannigan Costigan Devaney Fennelly Gilhooly Kinsella Lonergan Mulvihill Quigley Tierney",
    "indian": "Acharya Bhattarai Chandran Deshmukh Iyengar Kulkarni Madhavan Raghunath Sengupta Venkatesan",
}

GIVEN_LISTS = {culture: tuple(words.split()) for culture, words in GIVEN.items()}
FAMILY_LISTS = {culture: tuple(words.split()) for culture, words in FAMILY.items()}
