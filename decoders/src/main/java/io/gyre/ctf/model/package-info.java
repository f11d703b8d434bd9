/**
 * What a CTF trace looks like: immutable records for the trace, clock, data stream, event record and field classes.
 *
 * <p>The vocabulary is CTF 2's, and CTF 1.8 metadata is mapped onto it: a TSDL enumeration is an integer field class with
 * mappings, a text array or sequence is a static- or dynamic-length string, a variant's tag labels become selector ranges.
 * Everything is resolved: type aliases are expanded, lengths and selectors are {@link FieldPath}s. The metadata packages
 * build these records; layout, readers and text only consume them. Equal metadata gives equal records.
 */
@NullMarked
package io.gyre.ctf.model;

import org.jspecify.annotations.NullMarked;
