"""What results are made of: named tuples, so that they unpack, compare, print and pickle."""

from collections import namedtuple

Excerpt = namedtuple("Excerpt", "text start end")
Evidence = namedtuple("Evidence", "rule a b bits")
Part = namedtuple("Part", "text role start end link")
Hit = namedtuple("Hit", "id name score kind language bits probability")
Entity = namedtuple("Entity", "name kind count titles variants")
Spelling = namedtuple("Spelling", "text count mentions")
Mention = namedtuple("Mention", "document start end")
System = namedtuple("System", "id title authority year language script target reversible source aliases")

Excerpt.__doc__ = "A piece of a text: ``text[start:end]``, counted in characters."
Evidence.__doc__ = "One reason of a score: the rule, the words of both names that it speaks of (or None), its weight in bits."
Part.__doc__ = "A part of a name: its text, what it does there, where it stands. Parts of one role and link mean the same."
Hit.__doc__ = (
    "A record that a search found: ``score`` is how likely the two names are one, ``probability`` how likely this record is\n"
    "the one that was asked for, among what the list holds."
)
Entity.__doc__ = "A name found in documents, with its spellings, most frequent first."
Spelling.__doc__ = "One spelling of a name and where it stands."
Mention.__doc__ = "Where a name stands: ``documents[document][start:end]``, counted in characters."
System.__doc__ = "A published romanization system."
