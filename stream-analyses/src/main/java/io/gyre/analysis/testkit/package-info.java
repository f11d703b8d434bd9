/**
 * What the author of an analysis tests it with, on traces of his own. Needs no test framework: a violated law is an
 * {@link java.lang.AssertionError} that says what was expected, what came, and the seed that brings it again.
 */
@NullMarked
package io.gyre.analysis.testkit;

import org.jspecify.annotations.NullMarked;
