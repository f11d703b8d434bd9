@NullMarked
package io.gyre.ctf.text.details;

import org.jspecify.annotations.NullMarked;
