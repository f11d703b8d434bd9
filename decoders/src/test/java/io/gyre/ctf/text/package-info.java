@NullMarked
package io.gyre.ctf.text;

import org.jspecify.annotations.NullMarked;
