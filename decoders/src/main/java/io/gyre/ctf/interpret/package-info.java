/**
 * Reads packets by walking the layout's instructions one by one: the oracle that the compiled readers are tested against, their
 * fallback, and what reads the headers of packets. Bits are taken one at a time, as the format's definition has it.
 */
@NullMarked
package io.gyre.ctf.interpret;

import org.jspecify.annotations.NullMarked;
