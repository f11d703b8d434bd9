@NullMarked
package io.gyre.ctf;

import org.jspecify.annotations.NullMarked;
