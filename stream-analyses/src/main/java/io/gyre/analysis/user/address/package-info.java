/**
 * Addresses in processes, and the files mapped there that name them: for analyses of user space. {@link io.gyre.analysis.Symbols} may name functions,
 * too, where an answer is rendered.
 */
@NullMarked
package io.gyre.analysis.user.address;

import org.jspecify.annotations.NullMarked;
