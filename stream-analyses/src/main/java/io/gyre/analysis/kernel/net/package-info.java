/** {@code net}: packets by network interface, from the queue to the wire and from the wire to the kernel, and who sent them. */
@NullMarked
package io.gyre.analysis.kernel.net;

import org.jspecify.annotations.NullMarked;
