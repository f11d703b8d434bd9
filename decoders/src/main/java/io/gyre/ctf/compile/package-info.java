/**
 * Turns layouts into class files: for handlers, classes that read the bound fields and call the handlers; for visitors, classes
 * that call them for all fields. Handlers are checked against the trace before anything is compiled.
 *
 * <p>{@link io.gyre.ctf.compile.LoopWriter} writes the loop over a packet's events, one class per data stream class; {@link
 * io.gyre.ctf.compile.HandlerBodies} and {@link io.gyre.ctf.compile.VisitorBodies} write what it calls, one class per event class.
 * In all of them {@link io.gyre.ctf.compile.FieldEmitter} walks the instructions, {@link io.gyre.ctf.compile.Track} knows the
 * position, and a {@link io.gyre.ctf.compile.FieldSink} takes the values.
 *
 * <p>An event class is compiled when its first event is met. What is compiled is kept for the trace class and the classes of the
 * handlers, and serves all of their instances.
 */
@NullMarked
package io.gyre.ctf.compile;

import org.jspecify.annotations.NullMarked;
