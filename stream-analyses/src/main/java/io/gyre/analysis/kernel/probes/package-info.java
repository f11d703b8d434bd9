/**
 * Dynamic instrumentation: probes that users put into the kernel and into programs while these run. {@link io.gyre.analysis.kernel.probes.ProbeShape}
 * knows their event classes, {@link io.gyre.analysis.kernel.probes.ProbesFold} follows each thread from probe to probe within a slice, and
 * {@link io.gyre.analysis.kernel.probes.OpenHits} joins what cuts separate.
 */
@NullMarked
package io.gyre.analysis.kernel.probes;

import org.jspecify.annotations.NullMarked;
