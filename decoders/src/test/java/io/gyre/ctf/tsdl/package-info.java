@NullMarked
package io.gyre.ctf.tsdl;

import org.jspecify.annotations.NullMarked;
