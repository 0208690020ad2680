"""What stands between the network and the pages: who is answered, which headers go with it, and what becomes of faults.

app        the server's application: the pages behind all of it
admission  who may come in: by name, from our own pages, with the token of this start
proxy      nobody but the proxy that signs people in, where there is one
entrance   how people come in, as server.toml says
headers    what a browser may do with an answer
faults     what is shown of a fault, and where the rest is written
ending     soon, whoever is still connected

several    several servers behind one address, begun and stopped together
haproxy    what keeps each browser at one of them
front      one of them, which believes what stands before it and listens where nobody else reaches it
place      where that is
"""
