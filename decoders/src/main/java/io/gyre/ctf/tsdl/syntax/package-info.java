/**
 * TSDL as it is written: tokens, statements, type expressions and values, each with its place in the text.
 *
 * <p>The one door is {@link io.gyre.ctf.tsdl.syntax.Parser}; what names mean is left to {@link io.gyre.ctf.tsdl}, which alone calls
 * this package. Nesting is bounded here, so that nobody who walks what was parsed runs out of stack.
 */
@NullMarked
package io.gyre.ctf.tsdl.syntax;

import org.jspecify.annotations.NullMarked;
