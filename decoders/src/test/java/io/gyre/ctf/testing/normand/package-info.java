/**
 * The bytes of a test's data stream, written as text: the part of the Normand language that babeltrace2's {@code .mctf} test files
 * use. {@link io.gyre.ctf.testing.normand.Mctf} makes a trace's folder of such a file.
 */
@NullMarked
package io.gyre.ctf.testing.normand;

import org.jspecify.annotations.NullMarked;
