@NullMarked
package io.gyre.ctf.order;

import org.jspecify.annotations.NullMarked;
