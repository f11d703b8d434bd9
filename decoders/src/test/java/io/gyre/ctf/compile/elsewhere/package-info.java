@NullMarked
package io.gyre.ctf.compile.elsewhere;

import org.jspecify.annotations.NullMarked;
