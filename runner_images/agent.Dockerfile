# Last layer of every runner image: the agent. It stands on an image of its own (the image's stack), so
# that a change of the agent costs a second and not a new download of libraries.
ARG PARENT
FROM ${PARENT}
COPY agent/ /opt/coderound/agent/
RUN python3 -m compileall -q --invalidation-mode unchecked-hash /opt/coderound/agent
