@NullMarked
package io.gyre.ctf.filter;

import org.jspecify.annotations.NullMarked;
