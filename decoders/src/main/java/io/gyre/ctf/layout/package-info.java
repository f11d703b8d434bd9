/**
 * One flat form of a trace class that every reader shares.
 *
 * <p>A scope is a list of {@link io.gyre.ctf.layout.Instruction}s in decoding order. Nested fields lie between a begin and an end
 * instruction; a begin instruction knows the index of its end, so that a reader may walk the list, jump, or recurse. What can
 * be known before any byte is read is worked out here, once: padding whose size is known becomes {@code Skip}, each fixed-length
 * field knows its bit within the byte, and a run of fields of known size has one {@code Require} ahead of it, the only place
 * where bounds are checked. Values that lengths and selectors need are saved in numbered slots.
 *
 * <p>{@code interpret} walks the lists and {@code compile} turns them into class files; both take their {@link
 * io.gyre.ctf.read.FieldNode}s from here, so that they make the same calls.
 */
@NullMarked
package io.gyre.ctf.layout;

import org.jspecify.annotations.NullMarked;
