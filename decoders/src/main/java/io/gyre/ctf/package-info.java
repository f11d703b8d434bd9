/**
 * A reader of the Common Trace Format: bytes in, calls out. No Kafka, no crypto, no LTTng; a library of its own.
 *
 * <p>The way of a packet: {@code metadata} (container) and {@code tsdl} or {@code json} (text) build a {@code model}; {@code layout}
 * flattens the model into instructions; {@code compile} turns them into class files, {@code interpret} walks them as the oracle and
 * fallback; {@code read} finds packets in files; {@code order} merges the streams by time; {@code bind} holds what a handler
 * may ask for; {@code text} prints events as babeltrace2 does.
 */
@NullMarked
package io.gyre.ctf;

import org.jspecify.annotations.NullMarked;
