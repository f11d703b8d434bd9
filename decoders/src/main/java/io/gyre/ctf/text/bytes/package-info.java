/** Bytes of text on their way out: numbers, quoted strings and floating point numbers, written without allocation. */
@NullMarked
package io.gyre.ctf.text.bytes;

import org.jspecify.annotations.NullMarked;
