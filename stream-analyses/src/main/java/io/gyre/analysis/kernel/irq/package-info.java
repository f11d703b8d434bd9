/** {@code irq}: how long interrupts and soft interrupts took, and how long raised ones waited. */
@NullMarked
package io.gyre.analysis.kernel.irq;

import org.jspecify.annotations.NullMarked;
