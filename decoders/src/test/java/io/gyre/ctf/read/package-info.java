@NullMarked
package io.gyre.ctf.read;

import org.jspecify.annotations.NullMarked;
