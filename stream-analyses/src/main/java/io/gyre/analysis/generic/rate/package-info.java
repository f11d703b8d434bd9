/** Events over time. */
@NullMarked
package io.gyre.analysis.generic.rate;

import org.jspecify.annotations.NullMarked;
