@NullMarked
package io.gyre.ctf.compile;

import org.jspecify.annotations.NullMarked;
