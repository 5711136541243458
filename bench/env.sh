# Sourced by run.sh and jmh.sh: builds what they run, and sets classpath and tornado_flags.

[ -n "${TORNADOVM_HOME:-}" ] || { echo 'TORNADOVM_HOME is not set: run ". ./tornado-env.sh" first.' >&2; exit 2; }
[ -z "${JAVA_HOME:-}" ] || PATH=$JAVA_HOME/bin:$PATH

build() {
  mvn -q -B -Pbench -DskipTests package
  without_jmh
}

# The SDK brings an old JMH of its own, which as a module would hide ours: a folder of links to the other jars.
without_jmh() {
  rm -rf target/bench-modules
  mkdir -p target/bench-modules
  for jar in "$TORNADOVM_HOME"/share/java/tornado/*.jar; do
    case ${jar##*/} in
      jmh-* | jopt-simple-*) ;;
      *) ln -s "$jar" target/bench-modules/ ;;
    esac
  done
  sed "s|^--module-path .*|--module-path $PWD/target/bench-modules|" target/tornado.args >target/bench.args
}

classpath() { echo "target/bench-classes:target/classes:$(cat target/bench.classpath)"; }
tornado_flags="@target/bench.args -Dtornado.recover.bailout=false -Xmx6g"
