@NullMarked
package io.gyre.ctf.metadata;

import org.jspecify.annotations.NullMarked;
