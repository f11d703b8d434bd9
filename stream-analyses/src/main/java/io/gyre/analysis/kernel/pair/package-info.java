/**
 * Things that begin in one event and end in another that has the same key, such as an address: allocations and their release, packets from queue
 * to wire. {@link io.gyre.analysis.kernel.pair.PairTally} matches them within a slice, {@link io.gyre.analysis.kernel.pair.OpenPairs} across cuts.
 */
@NullMarked
package io.gyre.analysis.kernel.pair;

import org.jspecify.annotations.NullMarked;
