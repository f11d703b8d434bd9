/** Analyses for any trace. */
@NullMarked
package io.gyre.analysis.generic;

import org.jspecify.annotations.NullMarked;
