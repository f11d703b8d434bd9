/** Integer fields, as a declaration says. */
@NullMarked
package io.gyre.analysis.generic.counter;

import org.jspecify.annotations.NullMarked;
