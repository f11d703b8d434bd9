/**
 * The JSON text sequence of CTF 2 metadata (CTF2-SPEC-2.0 §5): text in, {@link io.gyre.ctf.model.TraceClass} out. The one door is
 * {@link JsonSequence}.
 *
 * <p>{@code FragmentText} cuts the sequence and makes located {@code JsonValue}s; {@code FieldClassReader} checks the properties of
 * field classes and makes {@code Draft}s of them, with locations as they are written; {@code FieldClassBuilder} gives a draft its
 * place in a scope, where its roles are checked and its locations lead to fields ({@code FieldLocator}); {@code TraceClassBuilder}
 * takes one fragment after another.
 *
 * <p>As the format demands, what is not known is refused: other properties, roles and fragments, and every extension. Attributes,
 * namespaces and unique ids are kept among the attributes of the class. One thing is let pass that the format forbids: a clock class
 * that is given again, equal to the first, as babeltrace2 writes it for a trace of several streams.
 *
 * <p>All errors are {@link io.gyre.ctf.MetadataException}s with line and column. Nesting, and what aliases expand to, are bounded.
 */
@NullMarked
package io.gyre.ctf.json;

import org.jspecify.annotations.NullMarked;
