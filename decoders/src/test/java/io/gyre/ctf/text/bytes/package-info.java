@NullMarked
package io.gyre.ctf.text.bytes;

import org.jspecify.annotations.NullMarked;
