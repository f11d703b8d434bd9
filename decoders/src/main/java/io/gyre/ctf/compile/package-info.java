/**
 * Turns layouts into class files: for handlers, classes that read the bound fields and call the handlers; for visitors, classes
 * that call them for all fields. Handlers are checked against the trace before anything is compiled.
 *
 * <p>An event class is compiled when its first event is met. What is compiled is kept for the trace class and the classes of the
 * handlers, and serves all of their instances.
 */
@NullMarked
package io.gyre.ctf.compile;

import org.jspecify.annotations.NullMarked;
