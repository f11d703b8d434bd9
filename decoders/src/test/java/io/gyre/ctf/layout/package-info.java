@NullMarked
package io.gyre.ctf.layout;

import org.jspecify.annotations.NullMarked;
