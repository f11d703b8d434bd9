@NullMarked
package io.gyre.ctf.interpret;

import org.jspecify.annotations.NullMarked;
