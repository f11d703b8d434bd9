/**
 * Readers fed with inputs at random. A target takes any bytes and throws only when a law is broken: untyped exceptions, errors without
 * a place, readers that disagree, and more than a second of work are. {@code FuzzTest} mutates seeds for some seconds; {@code
 * decoders/fuzz} lets the coverage-guided Jazzer do it for as long as one likes.
 */
@NullMarked
package io.gyre.ctf.fuzz;

import org.jspecify.annotations.NullMarked;
