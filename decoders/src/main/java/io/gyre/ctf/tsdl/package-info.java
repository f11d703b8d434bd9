/**
 * TSDL, the metadata language of CTF 1.8: text in, {@link io.gyre.ctf.model.TraceClass} out. The one door is {@link Tsdl}.
 *
 * <p>{@link io.gyre.ctf.tsdl.syntax} turns text into statements and type expressions as they were written. Here, type
 * expressions become checked types without aliases ({@code TypeEvaluator}), and types become field classes when they get their place
 * in a scope, where the names of length and tag fields are found ({@code FieldClassBuilder}, {@code FieldFinder}). What the format
 * allows and this house does not know is kept among the attributes.
 *
 * <p>All errors are {@link io.gyre.ctf.MetadataException}s with line and column. Nesting, and what aliases expand to, are
 * bounded, so that no text makes the reader run out of stack or memory.
 */
@NullMarked
package io.gyre.ctf.tsdl;

import org.jspecify.annotations.NullMarked;
