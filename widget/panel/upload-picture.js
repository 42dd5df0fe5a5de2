/** Sends one picture; `onProgress(0…1)`. XMLHttpRequest, because fetch says nothing of an upload's progress. */
export async function uploadPicture(calls, picture, isRetry) {
  const session = await calls.current();
  const { status, answer } = await post(session, picture);
  if (status === 200 && answer?.id) return answer;
  if (status !== 401 || isRetry) throw { status };
  calls.forget();
  return uploadPicture(calls, picture, true);
}

function post({ origin, token }, picture) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    picture.request = request;
    request.open("POST", `${origin}/chat/files`);
    request.responseType = "json";
    request.timeout = 120_000;
    request.setRequestHeader("authorization", `Bearer ${token}`);
    request.setRequestHeader("content-type", picture.blob.type);
    request.upload.onprogress = ({ loaded, total }) => picture.onProgress(loaded / total);
    request.onloadend = () => resolve({ status: request.status, answer: request.response });
    request.send(picture.blob);
  });
}
