/** Pairs of events that belong together by a key, as a declaration says. */
@NullMarked
package io.gyre.analysis.generic.pair;

import org.jspecify.annotations.NullMarked;
