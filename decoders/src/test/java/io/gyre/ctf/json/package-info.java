@NullMarked
package io.gyre.ctf.json;

import org.jspecify.annotations.NullMarked;
