CREATE TABLE t (a int CHECK (a > 0), b uuid, c text NOT NULL UNIQUE);
CREATE VIEW v AS SELECT a FROM t;

-- The statement is refused before its data is read.
COPY absent FROM stdin;
1
\.
COPY t (a, nothing) FROM stdin;
1	2
\.
COPY v FROM stdin;
1
\.

-- Too many fields are noticed before any is read; rows are checked line by line, but for what indexes say.
COPY t (b) FROM stdin;
1	2
\.
COPY t FROM stdin;
x	a	c	d
\.
COPY t FROM stdin;
-1	\N	c
1	x	c
\.
COPY t FROM stdin;
1	\N	\N
x	\N	c
\.
COPY t FROM stdin;
1	\N	c
1	\N	c
x	\N	c
\.
COPY t FROM stdin;
x	
\.
COPY t FROM stdin;
1	\N	c
2	\N	d
\.
