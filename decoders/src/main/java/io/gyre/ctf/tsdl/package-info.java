/**
 * TSDL, the metadata language of CTF 1.8: text in, {@link io.gyre.ctf.model.TraceClass} out. The one door is {@link Tsdl}.
 *
 * <p>{@link io.gyre.ctf.tsdl.syntax} turns text into statements and type expressions as they were written. Here, type
 * expressions become checked types without aliases ({@code TypeEvaluator}), and types become field classes when they get their place
 * in a scope, where the names of length and tag fields are found ({@code FieldClassBuilder}, {@code FieldFinder}). What the format
 * allows and this house does not know is kept among the attributes.
 *
 * <p>Where the public ctf-testsuite and this reader differ, as babeltrace2 2.1 does too: names of lengths and tags are looked
 * up from where a type is used, not from where it is defined, so that a wrong one in a type that nothing uses is no error; integers
 * have 1 to 64 bits, neither 0 nor 1024; the prefix {@code trace.stream.} before a scope is unknown; the text's {@code byte_order} may
 * differ from that of the metadata packets.
 *
 * <p>babeltrace2 2.1 is more strict and more lenient in these: it refuses a stream that has an id when packet headers have none, as
 * barectf writes it, and dies of a length field in an event's own context; it takes the first of two clocks of one name, and this
 * reader only when they are alike.
 *
 * <p>All errors are {@link io.gyre.ctf.MetadataException}s with line and column. Nesting, and what aliases expand to, are
 * bounded, so that no text makes the reader run out of stack or memory.
 */
@NullMarked
package io.gyre.ctf.tsdl;

import org.jspecify.annotations.NullMarked;
