/**
 * The time order of a whole session line: many streams of many traces, merged into one sequence of calls.
 *
 * <p>{@link io.gyre.ctf.order.EventReader} is the way in, for handlers and for visitors alike:
 *
 * {@snippet :
 * try (var reader = EventReader.handlers(inputs, List.of(analysis), Damage.STRICT)) {
 *     reader.runUntil(window.upToNs());
 * }
 * }
 *
 * <p>A stream takes its turn until the time of the next stream's head, so that the inner loop stays in the code that was generated
 * for it. Damage costs the rest of its packet, and is told.
 *
 * <p>babeltrace2 refuses to merge streams whose clocks it cannot compare: of an unknown origin with others, or none with some. Here
 * each counts from its own origin, and events without a clock come at time 0.
 */
@NullMarked
package io.gyre.ctf.order;

import org.jspecify.annotations.NullMarked;
