/** Packets: where they lie, what their headers say, and the sources that hand them out. */
@NullMarked
package io.gyre.ctf.read;

import org.jspecify.annotations.NullMarked;
